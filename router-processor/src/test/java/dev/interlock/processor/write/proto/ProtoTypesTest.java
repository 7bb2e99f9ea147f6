package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;

import com.palantir.javapoet.ClassName;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProtoTypesTest {
    @Test
    void everyTypeExists() throws ReflectiveOperationException {
        List<Class<?>> loaded = new ArrayList<>();
        for (Field field : ProtoTypes.class.getDeclaredFields()) {
            loaded.add(Class.forName(((ClassName) field.get(null)).reflectionName()));
        }
        assertThat(loaded).isNotEmpty();
        assertThat(loaded).containsNoDuplicates();
    }
}
