/** The SLF4J provider of the shop. Imports no other package of the shop. */
@NullMarked
package dev.interlock.example.shop.log;

import org.jspecify.annotations.NullMarked;
