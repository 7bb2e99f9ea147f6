/** Orders, from placed to delivered. */
@NullMarked
package dev.interlock.example.shop.orders;

import org.jspecify.annotations.NullMarked;
