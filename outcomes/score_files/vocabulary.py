"""The words of which reasons for a referral are made, by which “Postnatal Depression” is told from “Anna Smith”.

Spreadsheets write such reasons with capitals, as they write names. No given name may stand here: a name is then still
told by its first word, whatever the second. A word that is missing costs a sender the time to write it small.
"""

_WORDS = """
    abuse academic access accident adjustment admission adolescent adoption adult adverse advice affective
    aggression aggressive alcohol anger antenatal antisocial anxiety anxious appetite assault assessment attachment
    attendance attention autism autistic avoidance bedwetting behaviour behavioural behaviours benefits bereavement
    bipolar birth bonding breakdown breakup breastfeeding bullying care carer carers caring child childcare
    childhood children chronic coercive cognitive communication community complex compulsive concern concerns
    condition conduct confidence conflict contact control controlling coping court criminal crisis crying custody
    deafness death debt debts delay delayed delays depression depressive deprivation development developmental
    difficulties difficulty disability disadvantage disorder disorders disruptive distress divorce domestic drinking
    drug drugs dyslexia early eating education educational emotional emotions employment engagement english
    environment esteem exclusion experience experiences exploitation exposure extremism families family fatigue
    feeding financial food foster fostering friendship friendships functioning gambling gang gender general
    generalised grief group guidance harm harmful health hearing help history home homelessness housing hygiene
    hyperactivity identity illness image immigration impairment imprisonment impulsive inclusion income infant
    infancy infertility injury insecure insecurity intervention isolated isolation issues kinship lack language
    learning leaver leavers legal life literacy lone loneliness long loss low management maternal measures medical
    memory mental minor miscarriage missing mobility mood moods motivation multiple needs neglect neonatal
    neurodevelopmental night nutrition obesity obsessive offending online outbursts overcrowding pain panic parent
    parental parenting parents partner paternal peer perinatal permanence persistent personal personality phobia
    physical placement planning play poor post postnatal postpartum poverty pregnancy premature prematurity
    preparation prevention previous prison problem problems protection psychological psychosis psychotic racism
    readiness recovery refugee refusal regulation rehousing relationship relationships removal report resilience
    respite rights risk routine routines safeguarding safety school schooling screening self sensory separation
    services settling severe sexual sibling siblings skills sleep sleeping smoking social socialisation special
    speech stalking stillbirth stress stressful substance suicidal suicide support suspected talking tantrums
    teenage temporary tenancy term toileting traumatic trauma trouble truancy unemployment unexplained unsettled
    unsafe unwanted use verbal victim violence violent vulnerable waiting weaning weight welfare wellbeing
    withdrawal withdrawn witness work worklessness worry worries young youth
"""
CARE_WORDS = frozenset(_WORDS.split())
