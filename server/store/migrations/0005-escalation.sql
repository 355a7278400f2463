-- Whom the limits of an open task were last escalated to: a post, or `above`.
ALTER TABLE task ADD COLUMN escalated TEXT;
