package io.hindsight.source.mysql.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExecutedTextTest {

    @Test
    void whatStandsInExecutableCommentsIsAPartOfTheStatement() {
        assertThat(ofMySql("ALTER TABLE t /*!80000 ADD x INT */ /* y */"))
                .isEqualTo("ALTER TABLE t   ADD x INT   /* y */");
        assertThat(ofMySql("/*! TRUNCATE TABLE `a*/b` */")).isEqualTo("TRUNCATE TABLE `a*/b`");
        assertThat(ofMySql("/*!50001 DROP /* x */ VIEW v */")).isEqualTo("DROP /* x */ VIEW v");
    }

    @Test
    void whatLooksLikeThemInTextsNamesAndCommentsIsNone() {
        for (var plain : new String[] {
            "ALTER TABLE t COMMENT 'it\\'s /*! x */'",
            "ALTER TABLE `/*! t */` ADD `a``/*!b` INT",
            "ALTER TABLE t ADD x INT -- /*! y */",
            "ALTER TABLE t ADD x INT # it's /*! y */\n, ADD y INT",
            "ALTER TABLE t ADD x INT DEFAULT 1--1",
            "CREATE TABLE t (id INT /* it's */, v INT /*M!100500 , w INT */)"
        }) {
            assertThat(ofMySql(plain)).isEqualTo(plain);
        }
        var text = "ALTER TABLE t ADD e ENUM('\\', 'b') /*!50000 FIRST */";
        assertThat(ExecutedText.of(text, false, false)).isEqualTo("ALTER TABLE t ADD e ENUM('\\', 'b')   FIRST");
    }

    @Test
    void mariaDbHasCommentsAndSettingsOfItsOwn() {
        assertThat(ExecutedText.of("CREATE TABLE t (id INT /*M!100500 , u UUID */)", true, true))
                .isEqualTo("CREATE TABLE t (id INT   , u UUID  )");
        assertThat(ExecutedText.of("SET STATEMENT max_statement_time=1 FOR TRUNCATE t", true, true))
                .isEqualTo("TRUNCATE t");
    }

    private static String ofMySql(String text) {
        return ExecutedText.of(text, false, true);
    }
}
