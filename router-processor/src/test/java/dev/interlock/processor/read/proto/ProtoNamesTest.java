package dev.interlock.processor.read.proto;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.read.Annotations;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers know of the runtime by name is there. */
class ProtoNamesTest {
    @Test
    void everyTypeExists() throws ReflectiveOperationException {
        for (Field field : ProtoNames.class.getDeclaredFields()) {
            assertThat(Class.forName((String) field.get(null))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ProtoScope.VIEW, ProtoScope.WRITER, "ProtoField"})
    void everyAnnotationExists(String name) throws ReflectiveOperationException {
        assertThat(Class.forName(Annotations.PACKAGE + name).isAnnotation()).isTrue();
    }
}
