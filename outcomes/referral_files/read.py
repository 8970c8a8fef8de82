"""The process that reads a file of referrals: as `outcomes.score_files.read`, with other columns."""

import sys

from outcomes.referral_files.rows import ReferralReader
from outcomes.score_files.read import limit_this_process, main

if __name__ == "__main__":
    limit_this_process()
    main(sys.argv[1], sys.argv[2], ReferralReader)
