-- What an exemption held back when its rule was last asked, and in which run.
ALTER TABLE exemption ADD COLUMN held INTEGER;
ALTER TABLE exemption ADD COLUMN held_run TEXT;
