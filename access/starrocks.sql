-- Three users of a warehouse in StarRocks: one makes tables and views, one fills them, one reads. Run by root;
-- settings: ddl-username=hindsight_ddl, username=hindsight.
CREATE USER 'hindsight_ddl'@'%' IDENTIFIED BY 'change-me';
CREATE USER 'hindsight'@'%' IDENTIFIED BY 'change-me';

GRANT CREATE TABLE, CREATE VIEW ON DATABASE dw TO USER 'hindsight_ddl'@'%';
GRANT SELECT, ALTER ON ALL TABLES IN DATABASE dw TO USER 'hindsight_ddl'@'%';
GRANT ALTER, DROP ON ALL VIEWS IN DATABASE dw TO USER 'hindsight_ddl'@'%';

-- tables that are made later are among "all"
GRANT SELECT, INSERT, DELETE ON ALL TABLES IN DATABASE dw TO USER 'hindsight'@'%';

-- for "hindsight forget --redact" alone
GRANT UPDATE ON ALL TABLES IN DATABASE dw TO USER 'hindsight'@'%';

-- who reads, with pandas or a BI tool
CREATE USER 'hindsight_reader'@'%' IDENTIFIED BY 'change-me';
GRANT SELECT ON ALL TABLES IN DATABASE dw TO USER 'hindsight_reader'@'%';
GRANT SELECT ON ALL VIEWS IN DATABASE dw TO USER 'hindsight_reader'@'%';
