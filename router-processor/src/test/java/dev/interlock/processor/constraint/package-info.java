/** Compares generated checks of {@code jakarta.validation} constraints with Hibernate Validator and the JDK. */
@NullMarked
package dev.interlock.processor.constraint;

import org.jspecify.annotations.NullMarked;
