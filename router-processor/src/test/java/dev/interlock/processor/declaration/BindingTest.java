package dev.interlock.processor.declaration;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.runtime.RuntimeNames;
import org.junit.jupiter.api.Test;

final class BindingTest {
    @Test
    void bindingsAreAnnotations() throws ReflectiveOperationException {
        for (Binding binding : Binding.values()) {
            assertThat(Class.forName(RuntimeNames.ANNOTATIONS + binding.annotation())
                            .isAnnotation())
                    .isTrue();
        }
    }
}
