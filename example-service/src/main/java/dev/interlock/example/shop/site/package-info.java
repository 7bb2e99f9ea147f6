/** Routes that do not belong to the shop itself: probes, a greeting and the documentation. */
@NullMarked
package dev.interlock.example.shop.site;

import org.jspecify.annotations.NullMarked;
