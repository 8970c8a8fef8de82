"""The words by which a story speaks of those served, of what happened to them, and of what is no person at all."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = _words("""
    adult adults applicant applicants babies baby boy boys carer carers child children client clients couple couples
    dad dads daughter daughters dyad dyads families family father fathers female females girl girls grandparent
    grandparents household households individual individuals infant infants male males man men mother mothers mum
    mums newborn newborns others pair pairs parent parents participant participants partner partners patient
    patients people person persons referral referrals sibling siblings somebody someone son sons teenager teenagers
    them they toddler toddlers twin twins user users who whom widow widower woman women youngster youngsters

    adopted adoption adoptions birth births born case cases death deaths died expectant expecting fostered improved
    improvement order orders pregnancies pregnancy pregnant recovered relapsed removal removals removed stillbirth
    stillbirths worse worsened
""")

ONE_PERSON = _words("""
    baby boy carer child client couple dad daughter family father girl man mother mum parent participant partner
    patient person sibling son teenager toddler twin user woman
""")

THINGS = _words("""
    approach approaches area areas bands building buildings centre centres chapter counties county course courses
    day days district districts edition editions grant grants hour hours item items lessons location locations
    measure measures meeting meetings metres midday midnight miles minute minutes month months noon office offices
    organisation organisations outcome outcomes page pages pm point points practitioners programmes projects
    psychologists psychotherapists room rooms scales schools score scores services session sessions site sites staff
    step steps strands team teams therapist therapists time times visit visits week weekly weeks worker workers year
    years
""")
