package dev.interlock.processor.read;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.bind.Conversion;
import dev.interlock.http.HttpMethod;
import dev.interlock.http.TrailingSlashPolicy;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.Execution;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every part of the runtime that readers name exists. */
class RuntimeNamesTest {
    @Test
    void everyTypeExists() throws ReflectiveOperationException {
        for (Field field : RuntimeNames.class.getDeclaredFields()) {
            assertThat(Class.forName((String) field.get(null))).isNotNull();
        }
    }

    @Test
    void everyBindingIsAnAnnotation() throws ReflectiveOperationException {
        for (Binding binding : Binding.values()) {
            assertThat(Class.forName(Annotations.PACKAGE + binding.annotation()).isAnnotation())
                    .isTrue();
        }
    }

    @Test
    void conversionsEqualConstants() {
        TreeSet<String> constants = new TreeSet<>();
        for (Field field : Conversion.class.getFields()) {
            if (field.getType() == Conversion.class) {
                constants.add(field.getName());
            }
        }
        assertThat(new TreeSet<>(ConversionReader.KNOWN.values())).isEqualTo(constants);
    }

    @Test
    void methodNumbersAgree() throws ReflectiveOperationException {
        for (int number = 0; number < HttpMethod.FIRST_CUSTOM; number++) {
            String name = Application.STANDARD_METHODS.get(number);
            assertThat(HttpMethod.class.getField(name).getInt(null)).isEqualTo(number);
        }
        assertThat(Application.STANDARD_METHODS).hasSize(HttpMethod.FIRST_CUSTOM);
    }

    @Test
    void executionNamesAgree() {
        assertThat(Arrays.stream(Execution.values()).map(Enum::name))
                .containsExactlyElementsIn(Arrays.stream(dev.interlock.http.Execution.values())
                        .map(Enum::name)
                        .toList())
                .inOrder();
    }

    @Test
    void slashPolicyNamesAgree() {
        assertThat(Arrays.stream(TrailingSlash.values()).map(Enum::name))
                .containsExactlyElementsIn(Arrays.stream(TrailingSlashPolicy.values())
                        .map(Enum::name)
                        .toList());
    }
}
