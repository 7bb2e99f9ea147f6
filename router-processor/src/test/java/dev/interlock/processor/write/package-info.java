@NullMarked
package dev.interlock.processor.write;

import org.jspecify.annotations.NullMarked;
