package dev.interlock.processor.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvisibleCharactersTest {
    /**
     * The ranges are those of the property Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 15.1), and
     * two symbols that look like spaces.
     */
    @ParameterizedTest
    @CsvSource({
        "00AD, 00AD", "034F, 034F", "061C, 061C", "115F, 1160", "17B4, 17B5", "180B, 180F", "200B, 200F", "202A, 202E",
        "2060, 206F", "3164, 3164", "FE00, FE0F", "FEFF, FEFF", "FFA0, FFA0", "FFF0, FFF8", "1BCA0, 1BCA3",
                "1D173, 1D17A",
        "E0000, E0FFF", "2800, 2800", "1D159, 1D159"
    })
    void ignorableCharactersAreInvisible(String first, String last) {
        IntStream.rangeClosed(Integer.parseInt(first, 16), Integer.parseInt(last, 16))
                .forEach(c -> assertWithMessage("U+%s", Integer.toHexString(c))
                        .that(InvisibleCharacters.isInvisible(c))
                        .isTrue());
    }

    @Test
    void lettersMarksAndSymbolsAreVisible() {
        "aZ09 -_.~!$&'()*+,;=:@<>[]|\u00e4\u0301\u0645\u0915\u094d\u1100\u1161\u3131\uac00\u2801\u2764\ufffd\ud83d\udd25"
                .codePoints()
                .forEach(c -> assertWithMessage("U+%s", Integer.toHexString(c))
                        .that(InvisibleCharacters.isInvisible(c))
                        .isFalse());
    }

    @Test
    void unnamedCharacterIsItsCode() {
        assertThat(InvisibleCharacters.name(0xe0fff)).isEqualTo("U+E0FFF");
    }
}
