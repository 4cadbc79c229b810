-- The bank's accounts in MySQL, and a few rows to begin with.
CREATE DATABASE IF NOT EXISTS bankdb;
USE bankdb;

CREATE TABLE IF NOT EXISTS bank_accounts (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  account VARCHAR(255) NOT NULL,
  created_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
);

INSERT INTO bank_accounts (user_id, account) VALUES
  (1001, 'First Bank 110-234-567'), (1001, 'Second Bank 220-345-678'), (1002, 'Third Bank 330-456-789'),
  (1003, 'Fourth Bank 440-567-890'), (1004, 'Fifth Bank 550-678-901');
