/** Compares constraints of {@code jakarta.validation} in generated code with Hibernate Validator and the JDK. */
@NullMarked
package dev.interlock.processor.constraint;

import org.jspecify.annotations.NullMarked;
