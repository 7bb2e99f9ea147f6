/**
 * What is logged: the provider of SLF4J. Imports nothing of the shop.
 */
@NullMarked
package dev.interlock.example.shop.log;

import org.jspecify.annotations.NullMarked;
