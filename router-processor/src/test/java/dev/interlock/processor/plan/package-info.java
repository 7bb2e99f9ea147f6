/** Tests of dispatch plans. The runtime looks up paths in them. */
@NullMarked
package dev.interlock.processor.plan;

import org.jspecify.annotations.NullMarked;
