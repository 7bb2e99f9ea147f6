/** Receives events from clients, and reports sales. */
@NullMarked
package dev.interlock.example.shop.analytics;

import org.jspecify.annotations.NullMarked;
