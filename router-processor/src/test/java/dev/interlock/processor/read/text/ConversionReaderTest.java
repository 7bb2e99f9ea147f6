package dev.interlock.processor.read.text;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.bind.Conversion;
import java.lang.reflect.Field;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ConversionReaderTest {
    @Test
    void conversionsAreConstantsOfRuntime() {
        TreeSet<String> constants = new TreeSet<>();
        for (Field field : Conversion.class.getFields()) {
            if (field.getType() == Conversion.class) {
                constants.add(field.getName());
            }
        }
        assertThat(new TreeSet<>(ConversionReader.KNOWN.values())).isEqualTo(constants);
    }
}
