/** Analytics: events that clients report, and reports on sales. */
@NullMarked
package dev.interlock.example.shop.analytics;

import org.jspecify.annotations.NullMarked;
