@NullMarked
package dev.interlock.processor.write.proto;

import org.jspecify.annotations.NullMarked;
