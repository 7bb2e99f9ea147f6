/** Tables in memory, the base of all stores. Imports only {@code refusal}. */
@NullMarked
package dev.interlock.example.shop.store;

import org.jspecify.annotations.NullMarked;
