"""Pages of referrals: what a case entrusts to partners, where a partner answers."""
