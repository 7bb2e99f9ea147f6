/**
 * Accounts and their addresses.
 */
@NullMarked
package dev.interlock.example.shop.users;

import org.jspecify.annotations.NullMarked;
