/** Routes around the shop: probes, a greeting and the documentation. */
@NullMarked
package dev.interlock.example.shop.site;

import org.jspecify.annotations.NullMarked;
