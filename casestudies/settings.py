"""Settings of the portal: one file for the demonstration, the tests and production, told apart by the environment.

`DEMO=1` is the demonstration on this machine, `PORTAL_MODE=test` the tests; anything else is production, which refuses
to start until it has been given everything of its own. Every variable the portal reads is read in this file.
"""

import contextlib
import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
# What running the portal makes: the embedded database, uploads, collected static files, the demonstration's secrets.
VAR = Path(os.environ.get("PORTAL_VAR") or BASE_DIR / "var")

# ----------------------------------------------------------------------------------------------------------- which mode

MODE = os.environ.get("PORTAL_MODE") or ("demo" if os.environ.get("DEMO") == "1" else "production")
DEMO, TEST, PRODUCTION = (name == MODE for name in ("demo", "test", "production"))
if not PRODUCTION:
    VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def _own(name: str, what: str, problems: list[str]) -> str:
    """Return the environment variable `name`; when it is empty add a line saying `what` it is to `problems`."""
    value = os.environ.get(name, "").strip()
    if not value:
        problems.append(f"{name} is not set: {what}")
    return value


def _demo_secret() -> str:
    """Return the demonstration's own random secret, made once and readable by the owner alone."""
    path = VAR / "secret-key"
    if not path.exists():
        made = VAR / f"secret-key.{os.getpid()}"  # web and worker may both be first: the link lets one of them win
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_text()


_problems: list[str] = []
_database = ""
OPERATOR, CONTACT = "whoever started this demonstration", "privacy@example.org"
ALLOWED_HOSTS: list[str] = []
if PRODUCTION:
    SECRET_KEY = _own("SECRET_KEY", "at least 50 random characters that nobody else has", _problems)
    ALLOWED_HOSTS = _own("ALLOWED_HOSTS", "the portal's host names, separated by commas", _problems).split(",")
    _database = _own("DATABASE_URL", "postgresql://user:password@host/name", _problems)
    if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
        _problems.append("SECRET_KEY is too easy to guess: it needs at least 50 random characters")
    OPERATOR = _own("OPERATOR", "who answers for the data: the privacy notice names them", _problems)
    CONTACT = _own("CONTACT", "the e-mail address at which they can be asked to take something down", _problems)
    if "*" in ALLOWED_HOSTS:
        _problems.append("ALLOWED_HOSTS is *: name the hosts, or anyone's name for this machine is believed")
    if _problems:
        _problems.append("for the demonstration on this machine set DEMO=1 instead, or use `make run`")
elif DEMO:
    SECRET_KEY = _demo_secret()
    ALLOWED_HOSTS = LOOPBACK
    if os.environ.get("DATABASE_URL"):
        _problems.append("the demonstration keeps its own database under var/ and touches no other: unset DATABASE_URL")
    if os.environ.get("HOST", "127.0.0.1") not in {"127.0.0.1", "localhost", "::1"}:
        _problems.append(f"the demonstration is for this machine alone: HOST={os.environ['HOST']} is not loopback")
elif TEST:
    SECRET_KEY = "only-for-tests-" + "0123456789" * 4
    ALLOWED_HOSTS = [*LOOPBACK, "testserver"]
    _database = os.environ.get("DATABASE_URL", "")
else:
    _problems.append(f"PORTAL_MODE is {MODE!r}: it can be production, demo or test")

# Counts of 0 to this many people are small and never leave the portal (disclosure control); more hides more.
_small = os.environ.get("PORTAL_SMALL") or "7"
PORTAL_SMALL = int(_small) if _small.isdecimal() else 0
if PORTAL_SMALL < 5:
    _problems.append(f"PORTAL_SMALL is {_small}: it must be a number, and protect groups of at least 5 people")
if _problems:
    raise ImproperlyConfigured("\n  - ".join(["What stands in the way:", *_problems]))

# Invented examples are listed beside real case studies (tagged, and never counted with them).
SHOW_EXAMPLES = os.environ.get("SHOW_EXAMPLES", "0" if PRODUCTION else "1") == "1"

# ---------------------------------------------------------------------------------------------------------- application

DEBUG = False  # in every mode: what is seen in the demonstration is what readers will get
ROOT_URLCONF = "casestudies.urls"
WSGI_APPLICATION = "casestudies.wsgi.application"
AUTH_USER_MODEL = "casestudies.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "casestudies",  # before the admin, so that our templates win
    "outcomes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "casestudies.staticfiles.PortalStaticFiles",
    "bootstrap",  # its reboot stylesheet alone
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",  # for the script alone: what it asks for and gets are our ordinary pages
    "simple_history",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "casestudies.not_kept.NotKeptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # deny by default; urls.py lists what is public
    "casestudies.second_factor.SecondFactorMiddleware",  # asks staff for it; after the one above, so of people known
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casestudies.second_factor.waived",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK = "portal"
CRISPY_ALLOWED_TEMPLATE_PACKS = "portal"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "casestudies.formats"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# ------------------------------------------------------------------------------------------------------------- database

if _database.startswith("postgres"):
    _statement_ms = int(os.environ.get("DATABASE_STATEMENT_TIMEOUT_MS") or 15_000)
    DATABASES = {"default": dj_database_url.parse(_database, conn_max_age=0 if TEST else 60, conn_health_checks=True)}
    # A database that hangs (rather than being down) must not leave readers waiting.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=5,
        options=f"-c statement_timeout={_statement_ms} -c idle_in_transaction_session_timeout=60000",
    )
elif _database:
    raise ImproperlyConfigured("DATABASE_URL must begin with postgresql:// ; without it the tests use SQLite")
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(VAR / "db.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # a writer waits its turn at BEGIN instead of failing half-way
                "timeout": 20,
                # recursive_triggers: without it INSERT OR REPLACE deletes rows behind the back of their DELETE triggers
                # secure_delete: without it the bytes of what was erased stay in the file until something needs the room
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
                " PRAGMA secure_delete=ON",
            },
            # A file, as in use: SQLite in memory shares one connection and locks up under threads.
            "TEST": {"NAME": str(VAR / "test.sqlite3")},
        },
    }

# One for all processes: allauth counts attempts in it, and each process counting for itself would not limit anybody.
# Without Redis it is a table, made by `manage.py createcachetable`.
_redis = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _redis}
    if _redis
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # The default of 300 rows would let anybody push out what was counted against them.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --------------------------------------------------------------------------------------------------- files, queue, mail

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "media"
# Files of scores on their way in: outside of media, readable by this process alone, deleted once read.
UPLOADS_ROOT = VAR / "uploads"
# Whatever is sent stays in memory, up to a limit; nobody's file is left in a temporary folder.
FILE_UPLOAD_HANDLERS = ["casestudies.uploads.BoundedUploadHandler"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # The live server of the tests knows no hashed names.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TEST

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

_smtp = {
    "host": os.environ.get("MAIL_HOST") or "localhost",
    "port": int(os.environ.get("MAIL_PORT") or 25),
    "username": os.environ.get("MAIL_USER", ""),
    "password": os.environ.get("MAIL_PASSWORD", ""),
    "use_tls": os.environ.get("MAIL_TLS") == "1",
    "timeout": 10,
}
MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _smtp}
    if PRODUCTION
    else {"BACKEND": "casestudies.emails.Files", "OPTIONS": {"file_path": VAR / "mail"}}
}

# Where the portal is for those who read its mails: a worker has no request to tell it.
_host = ALLOWED_HOSTS[0].strip().lstrip(".")
_home = f"https://{_host}" if PRODUCTION else f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
PORTAL_URL = (os.environ.get("PORTAL_URL") or _home).rstrip("/")
# Whom to tell of a hole in the portal, for /.well-known/security.txt: an address of mail or web.
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT") or f"mailto:{CONTACT}"
# The prefix 360Giving has given whoever runs the portal, for the identifiers of grants.
GIVING_PREFIX = os.environ.get("GIVING_PREFIX") or "360G-unregistered"
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or f"no-reply@{_host if PRODUCTION else 'example.org'}"

# ------------------------------------------------------------------------------------------------------------- accounts

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"

ACCOUNT_ADAPTER = "casestudies.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "casestudies.forms.accounts.SignInForm",
    "signup": "casestudies.forms.accounts.SignUpForm",
    "change_password": "casestudies.forms.accounts.ChangePasswordForm",
    "reset_password": "casestudies.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "casestudies.forms.accounts.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and in no other
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # computers in children's centres are shared: closing the browser signs out
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password or second factor changes is told so
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key"
}  # an address of the network, an account; others as allauth has

MFA_ADAPTER = "casestudies.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a code typed as the next one appears still counts (RFC 6238, 5.2)

# Whether those who see other people's work need more than a password. Only a demonstration lets them off, and says so.
SECOND_FACTOR_WAIVED = DEMO

# How many proxies of ours a request passes; each adds one address to the right end of X-Forwarded-For. With 0 the
# header is not read at all: whoever connects could write anything into it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.environ.get("TRUSTED_PROXIES") or (1 if os.environ.get("BEHIND_PROXY") == "1" else 0)
)

NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT  # the API's limit counts by the same address

INVITATION_DAYS = 14

# ------------------------------------------------------------------------------------------------------------- security

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "casestudies.views.errors.stale_form"
SECURE_REFERRER_POLICY = "same-origin"

# Only where there is TLS: over the plain http of a demonstration, secure cookies would make signing in impossible.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the load balancer, inside, over plain http
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # entering browsers' preload lists is for the owner of the domain to decide
if os.environ.get("BEHIND_PROXY") == "1":  # a proxy that sets this header on every request, or anyone could forge it
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for users that live for one test

# -------------------------------------------------------------------------------------------------------------- logging

# No handler ever sees a request's body, and exceptions are logged without their messages: a database's own words quote
# the row it refused. Django's default, which mails whole requests to ADMINS, is replaced.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "casestudies.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {"without_places": {"()": "casestudies.logs.WithoutPlaces"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_places"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
