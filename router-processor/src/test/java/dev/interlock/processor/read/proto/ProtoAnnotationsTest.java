package dev.interlock.processor.read.proto;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.declaration.proto.ProtoScope;
import dev.interlock.processor.runtime.RuntimeNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoAnnotationsTest {
    @ParameterizedTest
    @ValueSource(strings = {ProtoScope.VIEW, ProtoScope.WRITER, "ProtoField"})
    void everyAnnotationExists(String name) throws ReflectiveOperationException {
        assertThat(Class.forName(RuntimeNames.ANNOTATIONS + name).isAnnotation())
                .isTrue();
    }
}
