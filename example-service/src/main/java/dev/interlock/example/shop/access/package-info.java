/** Callers and their rights. Imports {@code refusal}, and of Interlock only {@code Principal}. */
@NullMarked
package dev.interlock.example.shop.access;

import org.jspecify.annotations.NullMarked;
