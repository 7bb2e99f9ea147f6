/**
 * Payments of orders.
 */
@NullMarked
package dev.interlock.example.shop.payments;

import org.jspecify.annotations.NullMarked;
