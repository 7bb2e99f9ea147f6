/**
 * What customers say of products: JSON in and out, and a feed of what is new.
 */
@NullMarked
package dev.interlock.example.shop.reviews;

import org.jspecify.annotations.NullMarked;
