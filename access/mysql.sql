-- Who captures: follows the binlog, reads what is declared, changes nothing of it. Run by an administrator.
CREATE USER 'hindsight'@'%' IDENTIFIED BY 'change-me' REQUIRE SSL;

-- RELOAD is for the snapshot's short lock; the other three are for the binlog
GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'hindsight'@'%';

-- one line for each database with declared tables, or for each table
GRANT SELECT ON shop.* TO 'hindsight'@'%';

-- for "hindsight snapshot" and "hindsight check --repair", with hindsight.source.signal-table=hindsight.signals
CREATE DATABASE IF NOT EXISTS hindsight;
CREATE TABLE hindsight.signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data MEDIUMTEXT);
GRANT SELECT, INSERT ON hindsight.signals TO 'hindsight'@'%';
