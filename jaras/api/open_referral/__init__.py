"""The public directory as Open Referral describes directories: HSDS 3.0."""
