/** Tests of dispatch plans, walked by the runtime. */
@NullMarked
package dev.interlock.processor.plan;

import org.jspecify.annotations.NullMarked;
