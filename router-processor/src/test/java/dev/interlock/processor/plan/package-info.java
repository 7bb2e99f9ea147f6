/** Tests the dispatch plans. These tests look up paths with the dispatch code of the runtime. */
@NullMarked
package dev.interlock.processor.plan;

import org.jspecify.annotations.NullMarked;
