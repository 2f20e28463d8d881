//! The names of the months, as news texts write them.

/// The month, 1 to 12, that `word` (in lower case, without a final dot) names in one of some fifteen
/// languages.
pub(crate) fn month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u8::try_from(place + 1).ok()
}

/// English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Ukrainian, Polish, Turkish,
/// Swedish, Czech, Arabic (both calendars' usual names). In full and as usually cut.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari января январь янв \
     січня січень stycznia styczeń ocak ledna يناير",
    "february feb februar feber février fevrier févr fév fev febrero febbraio febb fevereiro februari \
     февраля февраль фев февр лютого лютий lutego luty şubat subat února فبراير شباط",
    "march mar märz maerz mär mrz mars marzo março marco maart mrt марта март мар березня березень \
     marca marzec mart března مارس آذار",
    "april apr avril avr abril abr aprile апреля апрель апр квітня квітень kwietnia kwiecień nisan \
     dubna أبريل إبريل ابريل نيسان",
    "may mai mayo maggio mag maio mei мая май травня травень maja maj mayıs mayis května مايو أيار",
    "june jun juni juin junio giugno giu junho июня июнь июн червня червень czerwca czerwiec haziran \
     června يونيو حزيران",
    "july jul juli juillet juil julio luglio lug julho июля июль июл липня липень lipca lipiec temmuz \
     července يوليو تموز",
    "august aug août aout agosto ago augustus augusti августа август авг серпня серпень sierpnia \
     sierpień ağustos agustos srpna أغسطس آب",
    "september sep sept septembre septiembre setiembre settembre set sett setembro сентября сентябрь \
     сен сент вересня вересень września wrzesień eylül eylul září سبتمبر أيلول",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь окт жовтня \
     жовтень października październik ekim října أكتوبر",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб листопада листопад listopada \
     listopad kasım kasim listopadu نوفمبر",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro декабря декабрь \
     дек грудня грудень grudnia grudzień aralık aralik prosince ديسمبر",
];

/// Whether `word` (in lower case, without a final dot) is a day of the week in English, German, French,
/// Spanish or Russian.
pub(crate) fn is_weekday(word: &str) -> bool {
    const DAYS: &str = "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday \
     sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi \
     jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo понедельник \
     вторник среда четверг пятница суббота воскресенье";
    DAYS.split(' ').any(|name| name == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_months() {
        let all: Vec<&str> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        for name in &all {
            assert_eq!(all.iter().filter(|other| *other == name).count(), 1, "{name}");
            assert_eq!(&name.to_lowercase(), name);
        }
        assert_eq!((month("feb"), month("августа"), month("monday")), (Some(2), Some(8), None));
    }
}
