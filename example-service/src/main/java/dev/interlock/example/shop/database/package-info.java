/**
 * Access to PostgreSQL: address, pool, migrations, transactions, and notifications of changes. The PostgreSQL stores
 * are in the package of each feature, next to the in-memory stores. Imports only {@code refusal}.
 */
@NullMarked
package dev.interlock.example.shop.database;

import org.jspecify.annotations.NullMarked;
