/** Constraints of {@code jakarta.validation} as generated code checks them, held to Hibernate Validator and to the JDK. */
@NullMarked
package dev.interlock.processor.constraint;

import org.jspecify.annotations.NullMarked;
