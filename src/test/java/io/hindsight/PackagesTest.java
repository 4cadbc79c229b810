package io.hindsight;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.WarehouseKind;
import io.hindsight.table.TypeWords;
import io.hindsight.warehouse.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Which package may know what; a rule that is broken says where the code belongs instead. */
@AnalyzeClasses(packages = "io.hindsight", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

    private static final String MYSQL = "(?i).*(mysql|mariadb|binlog).*";

    private static final DescribedPredicate<JavaClass> CAMEL_BUT_TIME_UTILS = JavaClass.Predicates.resideInAPackage(
                    "org.apache.camel..")
            .and(DescribedPredicate.not(JavaClass.Predicates.type(org.apache.camel.util.TimeUtils.class)))
            .as("Camel, except TimeUtils");

    private static final String[] ENGINES = {
        "..warehouse.clickhouse..", "..warehouse.postgresql..", "..warehouse.starrocks..", "..warehouse.iceberg.."
    };

    @ArchTest
    static final ArchRule CAMEL_STAYS_OUTSIDE = noClasses()
            .that()
            .resideInAnyPackage(
                    "..settings..",
                    "..kafka..",
                    "..table..",
                    "..history..",
                    "..warehouse..",
                    "..check..",
                    "..deadletter..",
                    "..reconcile..")
            .should()
            .dependOnClassesThat(CAMEL_BUT_TIME_UTILS)
            .because("what is kept must be testable without routes: move Camel's part to io.hindsight.apply");

    @ArchTest
    static final ArchRule HISTORY_KNOWS_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage("..history..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "..warehouse..", "..settings..")
            .because("what a batch means is the same everywhere: move SQL and engines to io.hindsight.warehouse");

    @ArchTest
    static final ArchRule WAREHOUSE_KNOWS_NO_SETTINGS = noClasses()
            .that()
            .resideInAnyPackage("..warehouse..", "..table..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..settings..", "..capture..", "..apply..", "..command..", "..check..", "..reconcile..")
            .because("statements are made of a table and an engine alone: pass in what is needed");

    @ArchTest
    static final ArchRule TYPES_MEET_IN_THE_MIDDLE = noClasses()
            .that()
            .resideOutsideOfPackages("..source.mysql..", "..source.postgresql..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.implement(TypeWords.class))
            .because("what a source calls its types is its own: switch over io.hindsight.table.ColumnType");

    @ArchTest
    static final ArchRule WAREHOUSE_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAnyPackage("io.hindsight.warehouse", "io.hindsight.warehouse.schema")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINES)
            .because(
                    "what any warehouse must answer is asked of its dialect: put the difference behind a method of it");

    @ArchTest
    static final ArchRule ENGINES_ARE_LISTED_ONCE = noClasses()
            .that()
            .resideOutsideOfPackages(ENGINES)
            .and()
            .areNotAssignableTo(WarehouseKind.class)
            .should()
            .dependOnClassesThat(
                    JavaClass.Predicates.implement(Dialect.class).and(JavaClass.Predicates.resideInAnyPackage(ENGINES)))
            .because("WarehouseKind is the only list of engines: ask it, or the settings, for a dialect");

    @ArchTest
    static final ArchRule ENGINES_KNOW_NOTHING_OF_EACH_OTHER = slices().matching("io.hindsight.warehouse.(*)..")
            .should()
            .notDependOnEachOther()
            .because(
                    "a new engine is one room, and an old one is removed with its room: share by io.hindsight.warehouse");

    @ArchTest
    static final ArchRule CLIENTS_OF_KAFKA_ARE_MADE_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("..kafka..")
            .and()
            // Camel has the consumers of the apply routes made, of this class, by its own options
            .doNotHaveSimpleName("TableBatchConsumer")
            .and()
            .doNotHaveSimpleName("TableBatchConsumers")
            .should()
            .callMethodWhere(target(owner(type(Admin.class))).and(target(name("create"))))
            .orShould()
            .callConstructorWhere(
                    target(owner(assignableTo(KafkaConsumer.class).or(assignableTo(KafkaProducer.class)))))
            .because(
                    "clients have an id and time limits: ask io.hindsight.kafka for a reader, a Sender or a KafkaAdmin");

    @ArchTest
    static final ArchRule ONE_ROOM_KNOWS_MYSQL = noClasses()
            .that()
            .resideOutsideOfPackage("io.hindsight.source.mysql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.hindsight.source.mysql..",
                    "io.debezium.connector.mysql..",
                    "io.debezium.connector.mariadb..",
                    "io.debezium.connector.binlog..",
                    "org.apache.camel.component.debezium.mysql..",
                    "com.github.shyiko..",
                    "com.mysql..",
                    "org.mariadb..")
            .because("a source is asked by io.hindsight.source: move what is MySQL's or MariaDB's to source.mysql");

    @ArchTest
    static final ArchRule ONE_ROOM_KNOWS_POSTGRESQL_AS_A_SOURCE = noClasses()
            .that()
            .resideOutsideOfPackage("io.hindsight.source.postgresql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.hindsight.source.postgresql..",
                    "io.debezium.connector.postgresql..",
                    "org.apache.camel.component.debezium.postgres..",
                    "org.postgresql.replication..")
            .because("a source is asked by io.hindsight.source: move what is PostgreSQL's to source.postgresql");

    @ArchTest
    static final ArchRule SOURCES_KNOW_NOTHING_OF_EACH_OTHER = slices().matching("io.hindsight.source.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a new source is one room, and an old one is removed with its room: share by io.hindsight.source");

    @ArchTest
    static final ArchRule NO_OTHER_CLASS_IS_NAMED_AFTER_IT = noClasses()
            .that()
            .resideOutsideOfPackage("io.hindsight.source.mysql..")
            .should()
            .haveNameMatching(MYSQL)
            .because("its room is source.mysql");

    @ArchTest
    static final ArchRule NOR_A_MEMBER = noMembers()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.hindsight.source.mysql..")
            .and()
            .areNotDeclaredIn(SourceKind.class)
            .should()
            .haveNameMatching(MYSQL)
            .because("its room is source.mysql");

    /** What is declared of a source or a warehouse is said in its words, and StarRocks speaks MySQL's protocol. */
    private static final Pattern MAY_SAY_IT =
            Pattern.compile("(source/mysql|warehouse/starrocks)/.*|settings/(Source|Warehouse)\\w+|settings/TlsMode");

    @ArchTest
    static void norATextOrAComment(JavaClasses classes) throws IOException {
        var room = Path.of("src/main/java/io/hindsight");
        try (var files = Files.walk(room).filter(Files::isRegularFile)) {
            assertThat(files)
                    .filteredOn(file -> !MAY_SAY_IT
                            .matcher(room.relativize(file).toString().replaceFirst("\\.java$", ""))
                            .matches())
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .as("%s: what is MySQL's or MariaDB's is said in source.mysql", file)
                            .doesNotContainPattern("(?i)mysql|mariadb|binlog|gtid_"));
        }
    }

    private static final Pattern MAY_SAY_POSTGRESQLS =
            Pattern.compile("(source|warehouse)/postgresql/.*|settings/Source\\w+");

    @ArchTest
    static void norPostgreSqlsWordsForItsLog(JavaClasses classes) throws IOException {
        var room = Path.of("src/main/java/io/hindsight");
        try (var files = Files.walk(room).filter(Files::isRegularFile)) {
            assertThat(files)
                    .filteredOn(file -> !MAY_SAY_POSTGRESQLS
                            .matcher(room.relativize(file).toString().replaceFirst("\\.java$", ""))
                            .matches())
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .as("%s: what is PostgreSQL's as a source is said in source.postgresql", file)
                            .doesNotContainPattern("(?i)pgoutput|pg_replication|wal_|\\blsn\\b|\\btoast"));
        }
    }

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("io.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other can't be read one after the other: move what both need below them");

    @ArchTest
    static final ArchRule NOBODY_CALLS_COMMANDS = noClasses()
            .that()
            .resideOutsideOfPackages("io.hindsight", "..command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..command..")
            .because("commands are the outermost layer: move what others need to the package of its subject");

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("nothing here is made to be extended: write final, or an interface");

    @ArchTest
    static void aNameMeansOneType(JavaClasses classes) {
        var byName = classes.stream()
                .filter(type -> !type.getSimpleName().isEmpty())
                .collect(Collectors.groupingBy(JavaClass::getSimpleName));
        assertThat(byName.values())
                .as("two types of one name are taken for each other: rename one")
                .allSatisfy(types -> assertThat(types).hasSize(1));
    }

    @ArchTest
    static void everyPackageIsInTheListForReaders(JavaClasses classes) throws IOException {
        var rows = Files.readString(Path.of("CONTRIBUTING.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1]);
        var listed = rows.flatMap(
                        names -> Pattern.compile("`([a-z.]+)`").matcher(names).results())
                .map(name -> "io.hindsight." + name.group(1))
                .toList();
        var packages = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("io.hindsight"))
                .collect(Collectors.toSet());
        assertThat(listed).containsExactlyInAnyOrderElementsOf(packages);
    }
}
