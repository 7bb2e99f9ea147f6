/** Logging: the SLF4J provider of the shop. Imports nothing of the shop. */
@NullMarked
package dev.interlock.example.shop.log;

import org.jspecify.annotations.NullMarked;
