-- Who captures: follows the binlog, reads what is declared, changes nothing. Run by an administrator.
CREATE USER 'hindsight'@'%' IDENTIFIED BY 'change-me' REQUIRE SSL;

-- RELOAD is for the snapshot's short lock; the other three are for the binlog
GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'hindsight'@'%';

-- one line for each database with declared tables, or for each table
GRANT SELECT ON shop.* TO 'hindsight'@'%';
