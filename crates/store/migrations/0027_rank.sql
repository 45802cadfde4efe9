-- As which delivered role policies see whoever holds a role of the organisation's own: limits of promises, levels of the
-- ladder, who hears of what. Null: as none.
ALTER TABLE role_set ADD COLUMN ranks_as TEXT;
