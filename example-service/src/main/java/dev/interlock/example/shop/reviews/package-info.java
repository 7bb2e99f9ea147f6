/** Product reviews: JSON requests and responses, and a feed of new reviews. */
@NullMarked
package dev.interlock.example.shop.reviews;

import org.jspecify.annotations.NullMarked;
