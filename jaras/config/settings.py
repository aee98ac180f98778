"""Every setting of the product, read from the environment in one place."""

import zoneinfo
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

# The legal hour of Morocco changes by decree: the installed `tzdata` decides, not the machine's older copy.
zoneinfo.reset_tzpath(to=())

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent.parent


def folders(name: str) -> list[Path]:
    """Those of this name that stand beside pages: of the house, of the simulator of its demo."""
    return sorted([*PACKAGE.glob(f"web/*/{name}"), *PACKAGE.glob(f"demo/*/{name}")])


# The folder of one copy: its database, its files, its key. Everything that must be kept is in it.
DATA = Path(env.str("JARAS_DATA", default=str(PACKAGE.parent / ".jaras" / "demo"))).expanduser().resolve()
DATA.mkdir(parents=True, exist_ok=True)

# "demo": invented people, a ribbon on every page. "real": invented data are refused for ever.
MODE = env.str("JARAS_MODE", default="demo")
# The province of the demo, the one proposed first to a real installation: HCP code.
TERRITORY = env.str("JARAS_TERRITORY", default="05.311")
TERRITORY_ASKED = "JARAS_TERRITORY" in env
# Where the browser finds this copy: links in messages, passkeys, trusted posts.
PORT = env.int("JARAS_PORT", default=8000)
ORIGIN = env.str("JARAS_ORIGIN", default=f"http://localhost:{PORT}")
SECURE = ORIGIN.startswith("https://")


# The keys of what is sealed: kept apart from every copy of the data (docs/deploy.md).
KEYS_FILE = Path(env.str("JARAS_KEYS", default=str(DATA / "keys" / "master.json"))).expanduser()
# The key of sessions, links, digests lies beside them: with it a stolen disk could be asked for words.
SECRET_FILE = KEYS_FILE.with_name("secret.key")


def _secret_key() -> str:
    """The key from the environment, else one made once; that of a copy just restored comes along."""
    if given := env.str("JARAS_SECRET_KEY", default=""):
        return str(given)
    restored = DATA / "secret.key"
    if restored.exists() or not SECRET_FILE.exists():
        SECRET_FILE.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = SECRET_FILE.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(restored.read_text() if restored.exists() else token_urlsafe(48))
        fresh.rename(SECRET_FILE)
        restored.unlink(missing_ok=True)
    return SECRET_FILE.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = False
# The names under which browsers may ask for this copy, beside localhost and that of JARAS_ORIGIN.
ALLOWED_HOSTS = env.list("JARAS_HOSTS", default=[])
ALLOWED_HOSTS += [urlsplit(ORIGIN).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SITE_NAME = "Jaras"
# Where the quick exit of public pages leads: a page nobody wonders about.
EXIT_ADDRESS = env.str("JARAS_EXIT_ADDRESS", default="https://www.marocmeteo.ma/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",  # serves htmx itself
    "django_q",
    "jaras.kernel",
    "jaras.kernel.record",
    "jaras.territory",
    "jaras.people",
    "jaras.partners",
    "jaras.governance",
    "jaras.privacy",
    "jaras.cases",
    "jaras.intake",
    "jaras.conversations",
    "jaras.rounds",
    "jaras.care",
    "jaras.inclusion",
    "jaras.outreach",
    "jaras.alerts",
    "jaras.handover",
    "jaras.bells",
    "jaras.meetings",
    "jaras.committees",
    "jaras.calendars",
    "jaras.steering",
    "jaras.registers",
    "jaras.hooks",
    "jaras.imports",
    "jaras.channels",
    "jaras.web",
    "jaras.demo",
    "jaras.ops",
]

MIDDLEWARE = [
    "jaras.web.shell.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jaras.web.shell.middleware.Compression",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jaras.web.shell.middleware.Language",
    "jaras.web.territory.first_run.FirstRun",
    "jaras.web.shell.middleware.CurrentActor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jaras.web.governance.threshold.Threshold",
]

ROOT_URLCONF = "jaras.config.urls"
WSGI_APPLICATION = "jaras.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": folders("templates"),
        "OPTIONS": {
            "environment": "jaras.web.shell.templating.environment",
            "context_processors": ["jaras.web.shell.templating.guard"],
        },
    },
    {  # allauth's e-mails only; every page is ours
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# --- the register of record -------------------------------------------------------------------
# A PostgreSQL address (postgres://user:password@host/name), else the file jaras.sqlite3 of the data folder.
# SQLite: WAL, IMMEDIATE transactions (deferred ones fail under several writers), every commit on disk.
if env.str("DATABASE_URL", default=""):
    DATABASES: dict[str, Any] = {"default": env.db("DATABASE_URL")}
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "jaras.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-1000;"
                    "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
                ),
            },
        }
    }
# Who read what: on SQLite in a file with its own writer, so that no page waits for another's reading; what
# the last second wrote there may be lost when the power fails, as its page is.
RECORD_ALIAS = "reads"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES[RECORD_ALIAS] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "reads.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 2,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-500;",
        },
    }
DATABASE_ROUTERS = ["jaras.kernel.record.routing.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- members ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "governance.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"jaras.governance.passwords.{rule}"} for rule in ("LongEnough", "NotCommon", "MoreThanOwnWords")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "jaras.web.governance.adapter.MemberAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
# Wrong passwords, wrong codes are counted by web/governance/attempts.py: per pair of place with account,
# so that nobody locks a member out. A passkey cannot be guessed; its limit only spares the processor.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_ADAPTER = "jaras.web.governance.adapter.SecondFactorAdapter"
_FORMS = "jaras.web.governance.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.AuthenticateForm",
    "reauthenticate": f"{_FORMS}.ConfirmForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddWebAuthnForm",
    "edit_webauthn": f"{_FORMS}.EditWebAuthnForm",
    "authenticate_webauthn": f"{_FORMS}.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": f"{_FORMS}.ConfirmWebAuthnForm",
    "login_webauthn": f"{_FORMS}.LoginWebAuthnForm",
}
# The invitation came to this address, or an administrator handed its key over.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Limits count whom the nearest proxy saw; behind TLS there is one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("JARAS_PROXIES", default=1 if SECURE else 0)
# What opens every account of the demo, written on its sign-in page; no account of a real copy.
DEMO_PASSWORD = "une-cloche-dans-la-nuit"  # nosec B105 - of the demo alone
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ORIGIN.startswith("http://localhost")
MFA_TOTP_ISSUER = SITE_NAME
SESSION_ENGINE = "jaras.governance.sessions"
SESSION_COOKIE_AGE = 12 * 3600  # one watch
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # pages hand the guard of forms to scripts themselves
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # a link in a letter opens the page it names
# Over TLS no other host of the domain can plant one of these.
_HOST = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST}jaras_session_{PORT}", f"{_HOST}jaras_csrf_{PORT}"
DEVICE_COOKIE_NAME = f"{_HOST}jaras_device_{PORT}"
LOST_COOKIE_NAME = f"{_HOST}jaras_lost_{PORT}"
WAITING_COOKIE_NAME = f"{'__Secure-' if SECURE else ''}jaras_waiting_{PORT}"  # of some pages only

# --- what a browser may do --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# A page may ask for the microphone, the camera, the position: the forms of field and public use them.
PERMISSIONS = {
    "camera": "(self)",
    "display-capture": "()",
    "geolocation": "(self)",
    "microphone": "(self)",
    "payment": "()",
    "publickey-credentials-get": "(self)",
    "publickey-credentials-create": "(self)",
    "serial": "()",
    "usb": "()",
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]
    SECURE_HSTS_SECONDS = 365 * 86400
    # A cell does not speak for the other names of its domain, nor enters it in browsers' lists.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Files go to disk while they arrive; nothing larger than this is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
UPLOAD_LIMIT = 12 * 1024 * 1024
# Registers of the past: 200,000 rows are some 12 MB as a workbook, 30 MB as CSV.
REGISTER_LIMIT = 40 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "jaras.web.shell.uploads.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- languages, time --------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = sorted(PACKAGE.glob("web/*/locale"))
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"
LANGUAGE_COOKIE_NAME = "jaras_language"

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = folders("static")
MEDIA_ROOT = DATA / "media"
EXPORTS_ROOT = DATA / "exports"  # what members take out; nothing serves it but its own page
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- work after the answer --------------------------------------------------------------------
# The queue is a table of the same database, so a job is written in the transaction of its cause.
# retry > timeout and ack_failures False: a killed worker's job is taken up again.
Q_CLUSTER = {
    "name": "jaras",
    "orm": "default",
    "workers": 1,
    "timeout": 60,
    "retry": 90,
    "ack_failures": False,
    "max_attempts": 8,
    "poll": 1,
    "catch_up": False,
    "recycle": 200,
    "label": "Jaras",
    "save_limit": 200,
}

# Until JARAS_EMAIL_URL names a server (smtp+tls://user:password@host:587), letters are sealed files in DATA.
EMAIL_BACKEND = env.str("JARAS_EMAIL_BACKEND", default="jaras.kernel.letters.SealedFiles")
EMAIL_FILE_PATH = DATA / "mail"
if env.str("JARAS_EMAIL_URL", default=""):
    vars().update(env.email("JARAS_EMAIL_URL"))
# Who signs the messages.
DEFAULT_FROM_EMAIL = env.str("JARAS_EMAIL_FROM", default="jaras@localhost")


# --- channels ---------------------------------------------------------------------------------
# What people write by, one folder each in jaras/channels, whose README says where each value is found. A
# channel without its values is not there: 404. In the demo they are invented; its simulator speaks to them.
CHANNELS: dict[str, dict[str, str]] = {}


def of_demo(value: str) -> str:
    """What only the demo begins with."""
    return value if MODE == "demo" else ""


SIMULATOR = f"http://127.0.0.1:{PORT}/simulator"

# Meta's Graph, of one version: what WhatsApp, Facebook are spoken to by.
GRAPH = env.str("JARAS_GRAPH", default=of_demo(f"{SIMULATOR}/graph") or "https://graph.facebook.com/v25.0")
# WhatsApp: the secret of the app, with which Meta signs what it delivers.
_app_secret = env.str("JARAS_WHATSAPP_APP_SECRET", default=of_demo("demo-whatsapp-app-secret"))
# WhatsApp: a word of our own choice, typed beside the address when Meta is told to deliver there.
_verify_token = env.str("JARAS_WHATSAPP_VERIFY_TOKEN", default=of_demo("demo-whatsapp-verify-token"))
# WhatsApp: the id of the number that sends, which is not the number itself.
_phone_number_id = env.str("JARAS_WHATSAPP_PHONE_NUMBER_ID", default=of_demo("100000000000001"))
# WhatsApp: the key of a system user that does not expire.
_token = env.str("JARAS_WHATSAPP_TOKEN", default=of_demo("demo-whatsapp-token"))
CHANNELS["whatsapp"] = {
    "app_secret": _app_secret,
    "verify_token": _verify_token,
    "phone_number_id": _phone_number_id,
    "token": _token,
    "graph": GRAPH,
}
# Facebook: the secret of the app, with which Meta signs what it delivers.
_app_secret = env.str("JARAS_FACEBOOK_APP_SECRET", default=of_demo("demo-facebook-app-secret"))
# Facebook: a word of our own choice, typed beside the address when Meta is told to deliver there.
_verify_token = env.str("JARAS_FACEBOOK_VERIFY_TOKEN", default=of_demo("demo-facebook-verify-token"))
# Facebook: the id of the page.
_page_id = env.str("JARAS_FACEBOOK_PAGE_ID", default=of_demo("200000000000001"))
# Facebook: the key of the page that does not expire.
_token = env.str("JARAS_FACEBOOK_TOKEN", default=of_demo("demo-facebook-token"))
CHANNELS["facebook"] = {
    "app_secret": _app_secret,
    "verify_token": _verify_token,
    "page_id": _page_id,
    "token": _token,
    "graph": GRAPH,
}

# The address to which people write to the cell; letters that answer ours come to name+token@domain as well.
CHANNELS["email"] = {"address": env.str("JARAS_MAIL_ADDRESS", default=of_demo("veille@demo.example"))}
# Where our own mail server listens for them (127.0.0.1:2525), behind that of the domain; empty: nowhere.
CHANNELS["email"]["listen"] = env.str("JARAS_MAIL_LISTEN", default="")

# Which gateway of text messages takes ours: kannel, or gateway (any that speaks HTTP).
CHANNELS["sms"] = {"by": env.str("JARAS_SMS_BY", default="kannel")}
# The number from which text messages leave.
CHANNELS["sms"]["from"] = env.str("JARAS_SMS_FROM", default=of_demo("5050"))
# Kannel: what it shows us with each delivery (letters, digits); nobody else knows it.
CHANNELS["sms"]["kannel_secret"] = env.str("JARAS_SMS_KANNEL_SECRET", default=of_demo("demo-kannel"))
# Kannel: its `sendsms` (http://127.0.0.1:13013/cgi-bin/sendsms); it may stand in the house's own network.
CHANNELS["sms"]["kannel_url"] = env.str("JARAS_SMS_KANNEL_URL", default=of_demo(f"{SIMULATOR}/kannel"))
# Kannel: who we are to its group `sendsms-user`.
CHANNELS["sms"]["kannel_user"] = env.str("JARAS_SMS_KANNEL_USER", default=of_demo("jaras"))
# Kannel: the password of that user.
CHANNELS["sms"]["kannel_password"] = env.str("JARAS_SMS_KANNEL_PASSWORD", default=of_demo("demo-kannel"))
# Kannel: the address of this copy as Kannel reaches it, for reports of delivery.
CHANNELS["sms"]["back"] = env.str("JARAS_SMS_BACK", default=ORIGIN).rstrip("/")
# Any gateway: the key of its signatures.
CHANNELS["sms"]["webhook_key"] = env.str("JARAS_SMS_WEBHOOK_KEY", default=of_demo("demo-gateway"))
# Any gateway: its two headers, of the timestamp, of the signature (X-Timestamp,X-Signature).
CHANNELS["sms"]["webhook_headers"] = env.str("JARAS_SMS_WEBHOOK_HEADERS", default="")
# Any gateway: what it calls our fields (id=id,from=data.sender,text=…,time=…,status=…,reference=…).
CHANNELS["sms"]["webhook_fields"] = env.str("JARAS_SMS_WEBHOOK_FIELDS", default="")
# Any gateway: where our text messages are posted.
CHANNELS["sms"]["gateway_url"] = env.str("JARAS_SMS_GATEWAY_URL", default="")
# Any gateway: the whole header `Authorization` it asks for.
CHANNELS["sms"]["gateway_authorization"] = env.str("JARAS_SMS_GATEWAY_AUTHORIZATION", default="")
# Any gateway: the JSON it takes, with {from}, {to}, {text}, {id} in their places.
CHANNELS["sms"]["gateway_body"] = env.str("JARAS_SMS_GATEWAY_BODY", default="")

# Telephone: the key with which the switchboard signs what it tells of calls.
CHANNELS["telephone"] = {"key": env.str("JARAS_TELEPHONE_KEY", default=of_demo("demo-telephone"))}
# Telephone: its two headers, of the timestamp, of the signature (X-Timestamp,X-Signature).
CHANNELS["telephone"]["headers"] = env.str("JARAS_TELEPHONE_HEADERS", default="")
_recordings = of_demo(f"{SIMULATOR}/recordings")
# Telephone: the address under which recordings lie; none is fetched from elsewhere.
CHANNELS["telephone"]["recordings"] = env.str("JARAS_TELEPHONE_RECORDINGS", default=_recordings).rstrip("/")
# Telephone: the whole header `Authorization` with which recordings are asked for.
CHANNELS["telephone"]["authorization"] = env.str("JARAS_TELEPHONE_AUTHORIZATION", default="")

# A program of this machine that writes down what a recording says (`whisper-cli -nt -f`): the path of the
# sound comes last, its words are read from what it prints. None is shipped; a person always checks them.
TRANSCRIBER = env.str("JARAS_TRANSCRIBER", default="")

# Limits of attempts are counted once for all server processes: small files they share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "jaras.config.logs.Universal"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # the letter box would tell who writes to us
    "loggers": {"django-q": {"level": "WARNING"}, "mail.log": {"level": "WARNING"}},
}
