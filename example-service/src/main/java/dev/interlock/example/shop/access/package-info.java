/** Callers and their rights. Imports only {@code refusal}. */
@NullMarked
package dev.interlock.example.shop.access;

import org.jspecify.annotations.NullMarked;
