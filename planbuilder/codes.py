"""The codes of all problems, each with a name and its severity; their words are in the language files.

A code is what scripts and people hold on to, so it never changes its meaning and is never used again for another. An
error stops what was asked for; a warning does not. docs/problems.md is made from this table. What comes in: nothing.
"""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning"]


class Code(str):
    """The code of a problem (`PB021`), which knows whether that problem is an error or a warning."""

    severity: Severity

    def __new__(cls, code: str, severity: Severity = "error") -> Code:
        """The code, as an error unless it is said to be a warning."""
        made = super().__new__(cls, code)
        made.severity = severity
        return made


# Reading a file
UNREADABLE_LINE = Code("PB001")
FORBIDDEN_CHARACTER = Code("PB002")
FILE_TOO_LARGE = Code("PB003")
FILE_UNREADABLE = Code("PB004")
NOT_UTF8 = Code("PB005")
SEVERAL_DOCUMENTS = Code("PB006")
DUPLICATE_KEY = Code("PB007")
ALIAS = Code("PB008")
TOO_MANY_VALUES = Code("PB009")
KEY_NOT_TEXT = Code("PB010")
NESTED_TOO_DEEPLY = Code("PB011")
FILE_NOT_SAVED = Code("PB012")
NOT_A_REGULAR_FILE = Code("PB013")
WRONG_FILE_FORMAT = Code("PB014")
LINK_OUT_OF_FOLDER = Code("PB015")
ENCRYPTED_PDF = Code("PB016")
INVISIBLE_LOGO = Code("PB017", "warning")
LINK_IN_THE_WAY = Code("PB018")
FOREIGN_FILE_TOO_COSTLY = Code("PB019")

# The values of a file
NOT_A_MAPPING = Code("PB020")
MISSING_KEY = Code("PB021")
UNKNOWN_KEY = Code("PB022", "warning")
MISSPELT_KEY = Code("PB023", "warning")
NOT_A_TEXT = Code("PB024")
NOT_A_NUMBER = Code("PB025")
NOT_A_WHOLE_NUMBER = Code("PB026")
OUT_OF_BOUNDS = Code("PB027")
TEXT_TOO_LONG = Code("PB028")
NOT_YES_OR_NO = Code("PB029")
PLAN_LOCKED = Code("PB030")
NOT_A_DATE = Code("PB031")
NOT_A_CHOICE = Code("PB032")
NOT_A_LIST = Code("PB033")
DECIMAL_COMMA = Code("PB034")
NOT_A_LOCAL_NUMBER = Code("PB035")
TOO_MANY_DECIMALS = Code("PB036")
NUMBER_TOO_LARGE = Code("PB037")
NOT_A_YEAR = Code("PB038")
NOT_A_LOCAL_DATE = Code("PB039")

# A questionnaire
COLUMNS_DO_NOT_FIT = Code("PB040")
CHOICES_DO_NOT_FIT = Code("PB041")
REFERENCE_WITHOUT_TARGET = Code("PB042")
UNKNOWN_CONDITION = Code("PB043")
TEXT_WITHOUT_LANGUAGE = Code("PB044")
NEVER_ASKED = Code("PB045")
DUPLICATE_ID = Code("PB046")
CIRCULAR_CONDITION = Code("PB047")

# Calls, and the plan's folder
NO_PLAN = Code("PB050")
PLAN_EXISTS = Code("PB051")
PLAN_MOVED = Code("PB052")
UNKNOWN_DOCUMENT = Code("PB054")
UNKNOWN_BLOCK = Code("PB055")
NO_TERMINAL = Code("PB056")
UNKNOWN_ANSWER = Code("PB057")
UNKNOWN_THEME = Code("PB058")
MISSING_FACTS = Code("PB060")
UNKNOWN_LANGUAGE = Code("PB062")
NO_TERMINAL_FOR_FACTS = Code("PB063")

# What people type
AMBIGUOUS_NUMBER = Code("PB064")
SEVERAL_DAYS = Code("PB065")
DAY_WITHOUT_YEAR = Code("PB066")
EVERYDAY_DATE = Code("PB067")
OTHER_UNIT = Code("PB068")
AMBIGUOUS_NAME = Code("PB069")
INTERRUPTED = Code("PB070")
COMMA_IN_NUMBER = Code("PB071")
NO_ANSWER = Code("PB072")
KEY_READ_AS_OTHER = Code("PB073", "warning")
TEXT_CUT_BY_COMMENT = Code("PB074", "warning")
TAG = Code("PB075")
KEY_WITHOUT_COLON = Code("PB076")
NUMBER_AS_KEY = Code("PB077")
PICTURES_INCOMPLETE = Code("PB078", "warning")

# What a plan lacks, and what does not fit in it
BENEFIT_WITHOUT_OWNER = Code("PB101")
BENEFIT_WITHOUT_CHANGE = Code("PB102")
CHANGE_WITHOUT_BENEFIT = Code("PB103")
UNKNOWN_REFERENCE = Code("PB104")
CHANGE_WITHOUT_OWNER = Code("PB105")
BENEFIT_FROM_BENEFIT = Code("PB106")
UNANSWERED = Code("PB110")
MISSING_CELL = Code("PB111")
TARGET_BEFORE_BASELINE = Code("PB114")
NOT_ONE_VALUE = Code("PB115")
YEAR_OUTSIDE_PERIOD = Code("PB116")
BENEFIT_NOT_PRICED = Code("PB117", "warning")
BENEFIT_NOT_MEASURED = Code("PB118")
ANSWER_WITHOUT_QUESTION = Code("PB120", "warning")
HIDDEN_ANSWER = Code("PB121", "warning")
RAMP_ABOVE_FULL = Code("PB123")
ANSWER_UNKNOWN = Code("PB124")
NOT_RELEVANT_WITHOUT_REASON = Code("PB125")
OTHER_QUESTIONNAIRE = Code("PB126", "warning")
FTE_WITHOUT_COST = Code("PB127")
ENDS_BEFORE_START = Code("PB128")
UNKNOWN_RATE_TABLE = Code("PB129")
RANGE_DOES_NOT_FIT = Code("PB130")
MINUTES_WITHOUT_HOURS = Code("PB131")
RAMP_AND_PROFILE = Code("PB132")
INDEX_INCOMPLETE = Code("PB133")
PART_OF_A_PART = Code("PB134")
BENEFIT_COUNTED_TWICE = Code("PB135", "warning")
NOT_CASHABLE_WITHOUT_ACCOUNT = Code("PB136", "warning")
UNITS_DO_NOT_ADD_UP = Code("PB137", "warning")
BUDGET_CHANGES_DIFFER = Code("PB138", "warning")
POOL_NOT_REPAID = Code("PB139", "warning")
BUDGET_CHANGE_WITHOUT_YEAR = Code("PB140")
INDEX_OF_NO_USE = Code("PB141")
NOT_CASHABLE_WITHOUT_USE = Code("PB142", "warning")
NOT_CASHABLE_WITHOUT_DECISION = Code("PB143", "warning")
NOT_CASHABLE_SCATTERED = Code("PB144", "warning")
NOT_NUMBERS_BY_NAME = Code("PB145")
SHARES_COME_TO_NOTHING = Code("PB146")
UNKNOWN_FIGURE = Code("PB147")
NOT_A_PDF = Code("PB148")
PDF_WITHOUT_PLAN = Code("PB149")

# A profile and its template, logo and font
NOT_A_WORD_FILE = Code("PB150")
MACROS = Code("PB151")
EXTERNAL_REFERENCE = Code("PB152")
TEMPLATE_TOO_LARGE = Code("PB153")
DOCUMENT_TYPE = Code("PB154")
UNKNOWN_STYLE = Code("PB155")
INVALID_PART_NAME = Code("PB156")
ACTIVE_CONTENT = Code("PB157")
UNKNOWN_STYLE_ROLE = Code("PB158")
NOT_A_COLOUR = Code("PB159")
UNKNOWN_COLOUR_ROLE = Code("PB160")
CONTRAST_TOO_LOW = Code("PB161")
LOGO_UNUSABLE = Code("PB162")
PART_UNREADABLE = Code("PB163")
CONTENT_WITHOUT_ROOM = Code("PB164")
CONTENT_SEVERAL_TIMES = Code("PB165")
STYLE_OF_WRONG_KIND = Code("PB166")
OLD_OR_LOCKED_WORD_FILE = Code("PB167")
NOT_KNOWN_HARMLESS = Code("PB168")
EMBEDDED_OBJECT = Code("PB169")

# An archive
NO_ARCHIVE = Code("PB170")
FOLDER_NOT_EMPTY = Code("PB171")
ARCHIVE_NOT_WRITABLE = Code("PB172")
ARCHIVE_NOT_FINISHED = Code("PB173")
ARCHIVED_FILE_CHANGED = Code("PB174")
ARCHIVED_FILE_UNREADABLE = Code("PB175")
ARCHIVE_LOCKED = Code("PB176")
UNUSABLE_NAME = Code("PB177")
NOT_IN_ARCHIVE = Code("PB178")
UNKNOWN_FILE_OF_VERSION = Code("PB179")
UNKNOWN_ARCHIVED_VERSION = Code("PB180")
REMOVAL_WITHOUT_GROUNDS = Code("PB181")
ALREADY_REMOVED = Code("PB182")
LOG_DISAGREES = Code("PB183")
PATH_EXISTS = Code("PB184")
ARCHIVE_NOT_NAMED = Code("PB185")
NOT_A_LOG_HEAD = Code("PB186")
NOTHING_OR_BOTH_TO_ERASE = Code("PB187")
PERSON_ALREADY_ERASED = Code("PB188")
UNKNOWN_QUESTION = Code("PB189")

# Signing
UNKNOWN_FIELD = Code("PB190")
FIELD_ALREADY_SIGNED = Code("PB191")
FIELD_OUT_OF_ORDER = Code("PB192")
KEY_FILE_UNREADABLE = Code("PB193")
CERTIFICATE_OF_ANOTHER = Code("PB194")
CERTIFICATE_NOT_VALID_NOW = Code("PB195")
LEVEL_WITHOUT_TIMESTAMP = Code("PB196")
LEVEL_WITHOUT_TRUST = Code("PB197")
CERTIFICATE_NOT_TRUSTED = Code("PB198")
TIMESTAMP_SERVER_FAILED = Code("PB199")
CARD_UNUSABLE = Code("PB200")
NOT_A_CERTIFICATE = Code("PB201")
SIGNER_OUT_OF_ORDER = Code("PB202")
TARGET_EXISTS = Code("PB203")
KEY_NOT_NAMED = Code("PB204")
PDF_UNUSABLE = Code("PB205")
NO_ENVIRONMENT_VARIABLE = Code("PB206")
CARD_DRIVER_NOT_NAMED = Code("PB207")
NO_TERMINAL_FOR_PASSPHRASE = Code("PB208")
INTERNAL_WORDS_KEPT_OUT = Code("PB209", "warning")
VERSION_DISAGREES = Code("PB210")
TIME_NOT_PRICED = Code("PB215", "warning")
NOT_SAID_YET = Code("PB216", "warning")
NO_SUCH_DECISION = Code("PB217")
INDEX_NOT_COMPLETE = Code("PB218", "warning")
CLOSED_WITHOUT_A_GOAL = Code("PB219", "warning")

# Versions and decisions
UNKNOWN_VERSION = Code("PB220")
FROZEN_FILE_CHANGED = Code("PB221")
VERSION_MADE_MEANWHILE = Code("PB222")
OTHER_FILE_IN_PLACE = Code("PB223")
RECORD_CHANGED = Code("PB224")
UNKNOWN_BODY = Code("PB225")
NOTHING_CHANGED = Code("PB226")
UNKNOWN_PERSON = Code("PB227")
PROFILE_FILE_OUTSIDE = Code("PB228")
NEITHER_DECIDED_NOR_SIGNED = Code("PB229")
VERSION_WITHOUT_FIELDS = Code("PB230")
NOT_PROVED_SIGNED = Code("PB231")
BASE_NOT_CLEAR = Code("PB232")
FONT_UNUSABLE = Code("PB233")
FONT_NOT_EMBEDDABLE = Code("PB234")
FONT_LACKS_CHARACTERS = Code("PB235")
NO_TIMESTAMP_TO_RENEW = Code("PB236")
NO_TIMESTAMP_SERVICE = Code("PB237")
SETTING_BESIDE_THE_PLAN = Code("PB238", "warning")
SIGNATURES_NOT_VERIFIED = Code("PB239")

# Numbers that are odd
PART_NOT_COUNTED = Code("PB240", "warning")
RATE_LIKE_A_SHARE = Code("PB241", "warning")
RATE_UNUSUAL = Code("PB242", "warning")
RAMP_LIKE_A_SHARE = Code("PB243", "warning")
PROBABILITY_LIKE_A_SHARE = Code("PB244", "warning")
PERCENTAGE_LIKE_A_SHARE = Code("PB245", "warning")
HOURS_UNUSUAL = Code("PB246", "warning")
FTE_COST_UNUSUAL = Code("PB247", "warning")
INDEX_LIKE_A_FACTOR = Code("PB248", "warning")
INDEX_UNUSUAL = Code("PB249", "warning")
MINUTES_UNUSUAL = Code("PB250", "warning")
BEGINS_AFTER_PERIOD = Code("PB251", "warning")
REPAYMENT_BEFORE_COST = Code("PB252", "warning")
DRAWS_ABOVE_COSTS = Code("PB253", "warning")
PRICE_BASE_UNUSUAL = Code("PB254", "warning")
THREE_DECIMALS = Code("PB255", "warning")
BOUND_FAR_FROM_LIKELY = Code("PB256", "warning")
SIZE_UNUSUAL = Code("PB257", "warning")
NOT_A_PERCENTAGE = Code("PB258", "warning")
TARGET_FAR_FROM_BASELINE = Code("PB259", "warning")
BUDGET_CHANGES_DIFFER_LATER = Code("PB260", "warning")
FULL_EFFECT_AFTER_PERIOD = Code("PB261", "warning")
NO_RANGES = Code("PB263", "warning")
FILE_NOT_A_MAPPING = Code("PB264")

# What goes into an archive, or stays out of a version
ARCHIVED_OTHERWISE = Code("PB265")

# Who is asked
COLUMN_WITH_ROLES = Code("PB266")
UNKNOWN_ROLE = Code("PB267")

# A long text in somebody's own editor, and what an interview could not save
NO_EDITOR = Code("PB268")
EDITOR_FAILED = Code("PB269")
EDITOR_TEXT = Code("PB270")
UNSAVED_DAMAGED = Code("PB271", "warning")

# The budget by area
AREA_DIFFERS = Code("PB272", "warning")
GRANT_WITH_TERMS = Code("PB273", "warning")
POOL_OF_ANOTHER_AREA = Code("PB274", "warning")

# What is said of a template
NO_ROOM = Code("PB279")
OWN_TEXT_UNUSED = Code("PB280", "warning")
TITLE_WITHOUT_PLACE = Code("PB281", "warning")
STYLES_INVISIBLE = Code("PB282", "warning")
STYLES_HARD_TO_READ = Code("PB283", "warning")
OWN_NUMBERING_UNUSED = Code("PB284", "warning")
OWN_CONTENTS = Code("PB285", "warning")
UNKNOWN_MARK = Code("PB286", "warning")
PICTURE_NOT_IN_FILE = Code("PB287", "warning")
TRIAL_PAGE_FAILED = Code("PB288", "warning")
LITTLE_ROOM = Code("PB289", "warning")

# A certificate that may not sign
CERTIFICATE_NOT_FOR_SIGNING = Code("PB290")
CERTIFICATE_FOR_OTHER_PURPOSE = Code("PB291")
CERTIFICATE_OF_AN_ISSUER = Code("PB292")
WEAK_KEY = Code("PB293")
ISSUER_NOT_TRUSTED = Code("PB294", "warning")

# Whose paper it is
PROFILE_OF_ANOTHER = Code("PB295", "warning")

# VAT, and accounts with shares
AMOUNTS_WITH_VAT = Code("PB296", "warning")
ACCOUNT_BESIDE_SHARES = Code("PB297", "warning")
SCATTERED_AMOUNT = Code("PB298", "warning")

# Drives and streams
RIGHTS_REFUSED = Code("PB300", "warning")
FLUSH_REFUSED = Code("PB301", "warning")
LINKS_REFUSED = Code("PB302", "warning")
REPLACE_REFUSED = Code("PB303", "warning")
LOCKS_REFUSED = Code("PB304", "warning")
HELD_BY_FILE = Code("PB305")
RESULT_NOT_WRITTEN = Code("PB306")

# Copies of a plan
SAME_ID_ELSEWHERE = Code("PB310", "warning")
VERSIONS_OF_ANOTHER_PLAN = Code("PB311")
ARCHIVE_HOLDS_ANOTHER = Code("PB312")

# Documents and their pages
TOO_MANY_PAGES = Code("PB320", "warning")

# Two states of a plan compared
NO_SUCH_STATE = Code("PB321")
JOURNAL_BEGINS_LATER = Code("PB322")
EDITED_BY_HAND_SINCE = Code("PB323", "warning")
OTHER_PLAN = Code("PB324", "warning")

# Languages
LANGUAGE_NOT_WHOLE = Code("PB325")

# A questionnaire of one's own
NEEDED_QUESTION_MISSING = Code("PB330")

# A version that a paper is held against
NOTHING_DECIDED = Code("PB331")

# What a status paper needs, and what papers without names leave open
WITHOUT_POSITION = Code("PB332", "warning")

# Costs and benefits that contradict themselves
AMOUNTS_AND_PHASING = Code("PB333")
GROWTH_AND_DECAY = Code("PB334")
GAIN_AND_LOSS = Code("PB335")
AMOUNT_AFTER_END = Code("PB336")

# Discount rates of one's own
RATE_AND_BANDS = Code("PB337")
NO_YEAR_OF_A_BAND = Code("PB338")
BANDS_BEGIN_LATE = Code("PB339")

# A decision that cannot be as it is noted
MEETING_NOT_HELD = Code("PB340", "warning")
MEETING_BEFORE_VERSION = Code("PB341", "warning")
ITEM_OF_ANOTHER_MEETING = Code("PB342", "warning")

# A signature that is made and cannot be verified
NO_REVOCATION_LIST = Code("PB343", "warning")

# What a draft may lack, and a plan to be approved may not
AMOUNT_MISSING = Code("PB345", "warning")
LIKELY_MISSING = Code("PB346", "warning")
AMOUNT_NEEDED = Code("PB347")
LIKELY_NEEDED = Code("PB348")

# Several people at one plan
PLAN_BROKEN = Code("PB350")
ANSWERS_DIFFER = Code("PB351", "warning")
ANSWERS_TO_SETTLE = Code("PB352")
SAID_NOWHERE = Code("PB353", "warning")
NO_CHANGE = Code("PB354")
CHANGED_SINCE = Code("PB355")
NO_DISAGREEMENT = Code("PB356")
NO_SUCH_ANSWER = Code("PB357")

# What has been measured
UNKNOWN_INDICATOR = Code("PB360")
MEASURED_IN_FUTURE = Code("PB361")
MEASURED_IN_OTHER_UNIT = Code("PB362")
NOT_THE_TABLE = Code("PB363")
LINE_OF_NO_TABLE = Code("PB364")
WORKBOOK_UNREADABLE = Code("PB365")
VALUE_NOT_SAID = Code("PB366")

# Ideas and actions of the board
REASON_MISSING = Code("PB367")
SO_FAR_ALREADY = Code("PB368")
IDEA_ENDED = Code("PB369")

# The pages in a browser
NO_WEB_EXTRA = Code("PB370")
NO_INVITATION = Code("PB371")
CANNOT_LISTEN = Code("PB372")
CERTIFICATE_UNUSABLE = Code("PB373")
NO_PLAN_BENEATH = Code("PB374")
UNKNOWN_QUESTION_NAMED = Code("PB375")
INVITES_TO_NOTHING = Code("PB376")
LISTENING_OPENLY = Code("PB377")
CERTIFICATE_WITHOUT_KEY = Code("PB378")
LOGIN_HALF_NAMED = Code("PB379")

# What is named in a call
NO_ROW_NAMED = Code("PB380")

# What has been harvested
HARVEST_LACKS = Code("PB381")

# Options beside the plan
OPTION_DIFFERS_IN_NOTHING = Code("PB382", "warning")
NOTHING_SAID_OF_DOING_NOTHING = Code("PB383", "warning")
TOO_MANY_OPTIONS = Code("PB384", "warning")
TWO_LINES_FOR_ONE = Code("PB385")
LINE_LEFT_OUT_AND_GIVEN = Code("PB386")

# Deliveries by others
DELIVERY_OVERDUE = Code("PB387", "warning")
DELIVERY_MOVES_BENEFIT = Code("PB388", "warning")

# Disbenefits
DISBENEFIT_LIKE_A_GAIN = Code("PB389", "warning")

# A simulation
FEW_DRAWS = Code("PB390", "warning")

# Published uplifts
UNKNOWN_UPLIFT = Code("PB391")
UPLIFT_BESIDE_RANGE = Code("PB392", "warning")

# The workbook that comes back
WORKBOOK_OF_NO_PLAN = Code("PB395")
WORKBOOK_OF_OTHER_PLAN = Code("PB396")
WORKBOOK_BROKEN = Code("PB397")
WORKBOOK_ROWS_MOVED = Code("PB398")
WORKBOOK_FORMULA_TYPED = Code("PB399")

# Meetings at the board
TOO_MANY_GOALS = Code("PB400", "warning")
NOTHING_SAID = Code("PB402")
NEW_DEADLINE_MISSING = Code("PB403")
MEETING_INTERRUPTED = Code("PB404")
NOTHING_IN_CALENDAR = Code("PB405")
NO_IDEA_CHOSEN = Code("PB406")

# The budget file
NO_BUDGET_CHANGES = Code("PB407")

# The workbook that comes back: what is missing, and what is there already
WORKBOOK_SHEET_MISSING = Code("PB408")
LINE_KNOWN = Code("PB409", "warning")

# All plans beneath a folder, and many built at once
SAME_PLAN_TWICE = Code("PB410", "warning")
LINKS_NOT_FOLLOWED = Code("PB411", "warning")
TOO_MANY_FOLDERS = Code("PB412", "warning")
STOPPED_BETWEEN = Code("PB413")
NO_CLUSTER_EXTRA = Code("PB414")
CLUSTER_NOT_REACHED = Code("PB415")
WORKER_LOST = Code("PB416")
WORKER_FAILED = Code("PB417")
OTHER_PROGRAM = Code("PB418")
OF_ALL_PLANS_ALONE = Code("PB419")
CLUSTER_KEYS_HALF_NAMED = Code("PB420")

# Accounts, and the chart of accounts
NO_ACCOUNT_NUMBER = Code("PB421", "warning")
UNKNOWN_FUNCTION = Code("PB422", "warning")
SEVERAL_ACCOUNTS = Code("PB423", "warning")

# The cells of a workbook that comes back
CELL_UNFIT = Code("PB424")
BOTH_CHANGED = Code("PB425", "warning")
PLAN_CHANGED_SINCE = Code("PB426", "warning")
LINE_GONE = Code("PB427", "warning")
NOT_IN_THE_PLAN = Code("PB428", "warning")
LINE_LACKS_KIND = Code("PB429")

# The sections of a part of the questionnaire
SECTION_AT_NO_QUESTION = Code("PB430")
SECTION_OUT_OF_ORDER = Code("PB431")

# What stands among the costs and is no cost of new money, and what comes again
MONEY_GIVEN_IN_TIME = Code("PB432")
LEFT_MORE_THAN_ONCE = Code("PB433")
CANNOT_COME_AGAIN = Code("PB434")
NEVER_COMES_AGAIN = Code("PB435", "warning")
POOL_PAYS_ALL = Code("PB436", "warning")
UPLIFT_OF_NO_COST = Code("PB437", "warning")

# Files from outside that are of another kind
NOT_A_WORKBOOK = Code("PB444")

# Indices, and the prices of the budget year
CAPITAL_INDEX_NOT_USED = Code("PB445", "warning")
CHANGE_WITHOUT_ART = Code("PB446", "warning")
BUDGET_YEAR_NOT_USED = Code("PB447", "warning")
ART_AGAINST_ACCOUNT = Code("PB448", "warning")
RAMP_STEP_LIKE_A_SHARE = Code("PB449", "warning")

# New lines of options in a workbook that comes back
LINE_OF_NO_OPTION = Code("PB450")
LINE_KNOWN_OTHERWISE = Code("PB451", "warning")
LINE_EMPTIED = Code("PB452")

# Lines of a file of measurements
LINE_WITHOUT_VALUE = Code("PB456")

# Papers of a day that has passed
LATER_LEFT_OUT = Code("PB457", "warning")

# What becomes of an idea
IDEA_TO_TWO_ENDS = Code("PB458")

# Actions that lack something, or are late from the first
ACTION_LACKS = Code("PB459", "warning")
DEADLINE_PASSED = Code("PB460", "warning")

# What can hardly have been measured, and measuring that was stopped
READING_UNLIKELY = Code("PB461", "warning")
MEASURING_INTERRUPTED = Code("PB462")

# Two numbers where one is asked for
TWO_NUMBERS = Code("PB463")
