-- The shop's tables in MySQL, and a few rows to begin with.
CREATE DATABASE IF NOT EXISTS shop;
USE shop;

CREATE TABLE IF NOT EXISTS users (
  user_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(255) NOT NULL UNIQUE,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
);

CREATE TABLE IF NOT EXISTS products (
  product_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(255) NOT NULL UNIQUE,
  price DECIMAL(12, 2) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
);

CREATE TABLE IF NOT EXISTS orders (
  order_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  product_name VARCHAR(255) NOT NULL,
  quantity INT NOT NULL,
  total_price DECIMAL(12, 2) NOT NULL,
  status VARCHAR(20) NOT NULL DEFAULT 'PENDING',
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  FOREIGN KEY (user_id) REFERENCES users (user_id)
);

CREATE TABLE IF NOT EXISTS order_items (
  order_item_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT NOT NULL,
  product_id INT NOT NULL,
  quantity INT NOT NULL,
  price DECIMAL(12, 2) NOT NULL,
  FOREIGN KEY (order_id) REFERENCES orders (order_id),
  FOREIGN KEY (product_id) REFERENCES products (product_id)
);

INSERT INTO users (name, email) VALUES
  ('Ada', 'ada@example.com'), ('Ben', 'ben@example.com'), ('Cleo', 'cleo@example.com');
INSERT INTO products (name, price) VALUES
  ('Test Product', 100.00), ('Notebook', 3.20), ('Lamp', 24.90), ('Chair', 79.00);
INSERT INTO orders (user_id, product_name, quantity, total_price) VALUES
  (1, 'Lamp', 1, 24.90), (2, 'Notebook', 5, 16.00), (3, 'Chair', 2, 158.00);
INSERT INTO order_items (order_id, product_id, quantity, price) VALUES
  (1, 3, 1, 24.90), (2, 2, 5, 3.20), (3, 4, 2, 79.00);
