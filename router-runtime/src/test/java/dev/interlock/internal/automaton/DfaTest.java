package dev.interlock.internal.automaton;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DfaTest {
    @ParameterizedTest
    @CsvSource({
        "30-39>1|*30-39>1, 0, true", // [0-9]+
        "30-39>1|*30-39>1, 42, true",
        "30-39>1|*30-39>1, '', false",
        "30-39>1|*30-39>1, 4x, false",
        "30-39>1|*30-39>1, x4, false",
        "30-39>1|*30-39>1, ٤, false", // an Arabic-Indic digit is not in 0 to 9
        "e9-e9>1|*, é, true",
        "e9-e9>1|*, è, false",
        "e9-e9>1|*, éé, false",
        "4e00-9fff>1|*4e00-9fff>1, 中文, true",
        "4e00-9fff>1|*4e00-9fff>1, 中a, false",
        "d83d-d83d>1|de82-de82>2|*, 🚂, true", // a surrogate pair
        "d83d-d83d>1|de82-de82>2|*, 🚃, false",
        "0-ffff>1|*0-ffff>1, any é 中 🚂 text, true",
        "*, '', true",
        "*61-61>1|62-62>0, abab, true",
        "*61-61>1|62-62>0, aba, false"
    })
    void acceptsItsLanguage(String automaton, String text, boolean accepted) {
        byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
        assertThat(DfaReader.read(automaton).accepts(bytes, 1, bytes.length - 1))
                .isEqualTo(accepted);
    }
}
