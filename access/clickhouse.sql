-- Three users of a warehouse in ClickHouse: one makes tables and views, one fills them, one reads. Run by an administrator;
-- settings: ddl-username=hindsight_ddl, username=hindsight.
CREATE USER hindsight_ddl IDENTIFIED BY 'change-me';
CREATE USER hindsight IDENTIFIED BY 'change-me';

-- SELECT is for the views, whose maker must be able to read what they read; ClickHouse replaces a view by dropping one,
-- and asks for INSERT of who makes a table
GRANT CREATE TABLE, DROP TABLE, CREATE VIEW, DROP VIEW, ALTER COLUMN, ALTER MODIFY COMMENT, SELECT, INSERT ON dw.*
  TO hindsight_ddl;
GRANT TABLE ENGINE ON MergeTree TO hindsight_ddl;
GRANT TABLE ENGINE ON ReplacingMergeTree TO hindsight_ddl;

-- ALTER DELETE clears the stage, a partition for each batch
GRANT SELECT, INSERT, ALTER DELETE ON dw.* TO hindsight;

-- for "hindsight forget --redact" alone
GRANT ALTER UPDATE ON dw.* TO hindsight;

-- a batch is read by the function format(), for which ClickHouse asks this; it makes none that stays
GRANT CREATE TEMPORARY TABLE ON *.* TO hindsight;

-- who reads, with pandas or a BI tool; views run with the reader's own rights
CREATE USER hindsight_reader IDENTIFIED BY 'change-me';
GRANT SELECT ON dw.* TO hindsight_reader;
