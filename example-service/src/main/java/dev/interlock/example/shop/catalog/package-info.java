/** The catalog: products, their stock and their images. */
@NullMarked
package dev.interlock.example.shop.catalog;

import org.jspecify.annotations.NullMarked;
