/// The ordinary character for each look-alike: Kangxi radicals, and compatibility ideographs by
/// their canonical decomposition (Unicode Character Database). 〓 stands where there is none.
///
/// The tables list the blocks in order of code point; `OrdinaryCharactersTests` checks them against
/// the standard library's canonical equivalence.
package enum OrdinaryCharacters {
  /// The ordinary character that a look-alike stands for; nil where the scalar is an ordinary
  /// character itself, or its twin is not known.
  package static func twin(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let found: Unicode.Scalar?
    switch scalar.value {
    case 0x2F00...0x2FD5: found = entry(kangxi, scalar.value - 0x2F00)
    case 0x2E80...0x2EF3: found = supplement[scalar]
    case 0xF900...0xFAD9: found = entry(compatibility, scalar.value - 0xF900)
    case 0x2F800...0x2FA1D: found = entry(compatibilitySupplement, scalar.value - 0x2F800)
    default: found = forms[scalar]
    }
    return found == "〓" ? nil : found
  }

  private static func entry(_ table: [Unicode.Scalar], _ index: UInt32) -> Unicode.Scalar? {
    index < UInt32(table.count) ? table[Int(index)] : nil
  }

  /// Latin ligatures, signs and vertical forms that copying from PDF or old systems leaves behind,
  /// and the Yi syllables that one wrong mapping table puts for 。，；.
  private static let forms: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{A3AC}": "，", "\u{A3AE}": "。", "\u{A3BB}": "；", "\u{A3BA}": "：", "\u{FE30}": "：",
    "\u{FE10}": "，", "\u{FE11}": "、", "\u{FE12}": "。", "\u{FE13}": "：", "\u{FE14}": "；",
    "\u{FE15}": "！", "\u{FE16}": "？", "\u{FE35}": "（", "\u{FE36}": "）", "\u{FE39}": "〔",
    "\u{FE3A}": "〕", "\u{FE3D}": "《", "\u{FE3E}": "》", "\u{FE3F}": "〈", "\u{FE40}": "〉",
    "\u{FE41}": "「", "\u{FE42}": "」", "\u{FE50}": "，", "\u{FE51}": "、", "\u{FE52}": ".",
    "\u{FE54}": "；", "\u{FE55}": "：", "\u{FE56}": "？", "\u{FE57}": "！", "\u{FE59}": "（",
    "\u{FE5A}": "）", "\u{FE5D}": "〔", "\u{FE5E}": "〕", "\u{FF61}": "。", "\u{FF64}": "、",
    "\u{2027}": "·", "\u{2219}": "·", "\u{22C5}": "·", "\u{30FB}": "·", "\u{FF65}": "·",
  ]

  private static let supplement: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{2E81}": "厂", "\u{2E8C}": "小", "\u{2E8D}": "小", "\u{2E95}": "彐", "\u{2E9F}": "母",
    "\u{2EA0}": "民", "\u{2EC4}": "西", "\u{2EC5}": "见", "\u{2EC6}": "角", "\u{2EC9}": "贝",
    "\u{2ECB}": "车", "\u{2ED3}": "长", "\u{2ED4}": "门", "\u{2ED8}": "青", "\u{2ED9}": "韦",
    "\u{2EDA}": "页", "\u{2EDB}": "风", "\u{2EDC}": "飞", "\u{2EDD}": "食", "\u{2EE0}": "饣",
    "\u{2EE2}": "马", "\u{2EE4}": "鬼", "\u{2EE5}": "鱼", "\u{2EE6}": "鸟", "\u{2EE7}": "卤",
    "\u{2EE8}": "麦", "\u{2EE9}": "黄", "\u{2EEA}": "黾", "\u{2EEB}": "斉", "\u{2EEC}": "齐",
    "\u{2EED}": "歯", "\u{2EEE}": "齿", "\u{2EEF}": "竜", "\u{2EF0}": "龙", "\u{2EF2}": "亀",
    "\u{2EF3}": "龟",
  ]

  private static let kangxi = Array(
    """
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工\
    己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉\
    瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯\
    鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """.unicodeScalars)
  private static let compatibility = Array(
    """
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞\
    擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧\
    怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐\
    戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂\
    燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
    藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀〓〓塚〓晴〓〓凞猪益礼神祥福靖精羽〓\
    蘒〓諸〓〓逸都〓〓〓飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐\
    祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔\
    婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛\
    練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎
    """.unicodeScalars)
  private static let compatibilitySupplement = Array(
    """
    丽丸乁𠄢你侮侻倂偺備僧像㒞𠘺免兔兤具𠔜㒹內再𠕋冗冤仌冬况𩇟凵刃㓟刻剆割剷㔕勇勉勤勺包匆北卉卑博即\
    卽卿卿卿𠨬灰及叟𠭣叫叱吆咞吸呈周咢哶唐啓啣善善喙喫喳嗂圖嘆圗噑噴切壮城埴堍型堲報墬𡓤売壷夆多夢奢\
    𡚨𡛪姬娛娧姘婦㛮㛼嬈嬾嬾𡧈寃寘寧寳𡬘寿将当尢㞁屠屮峀岍𡷤嵃𡷦嵮嵫嵼巡巢㠯巽帨帽幩㡢𢆃㡼庰庳庶廊𪎒\
    廾𢌱𢌱舁弢弢㣇𣊸𦇚形彫㣣徚忍志忹悁㤺㤜悔𢛔惇慈慌慎慌慺憎憲憤憯懞懲懶成戛扝抱拔捐𢬌挽拼捨掃揤𢯱搢\
    揅掩㨮摩摾撝摷㩬敏敬𣀊旣書晉㬙暑㬈㫤冒冕最暜肭䏙朗望朡杞杓𣏃㭉柺枅桒梅𣑭梎栟椔㮝楂榣槪檨𣚣櫛㰘次\
    𣢧歔㱎歲殟殺殻𣪍𡴋𣫺汎𣲼沿泍汧洖派海流浩浸涅𣴞洴港湮㴳滋滇𣻑淹潮𣽞𣾎濆瀹瀞瀛㶖灊災灷炭𠔥煅𤉣熜𤎫\
    爨爵牐𤘈犀犕𤜵𤠔獺王㺬玥㺸㺸瑇瑜瑱璅瓊㼛甤𤰶甾𤲒異𢆟瘐𤾡𤾸𥁄㿼䀈直𥃳𥃲𥄙𥄳眞真真睊䀹瞋䁆䂖𥐝硎碌\
    磌䃣𥘦祖𥚚𥛅福秫䄯穀穊穏𥥼𥪧𥪧竮䈂𥮫篆築䈧𥲀糒䊠糨糣紀𥾆絣䌁緇縂繅䌴𦈨𦉇䍙𦋙罺𦌾羕翺者𦓚𦔣聠𦖨聰\
    𣍟䏕育脃䐋脾媵𦞧𦞵𣎓𣎜舁舄辞䑫芑芋芝劳花芳芽苦𦬼若茝荣莭茣莽菧著荓菊菌菜𦰶𦵫𦳕䔫蓱蓳蔖𧏊蕤𦼬䕝䕡\
    𦾱𧃒䕫虐虜虧虩蚩蚈蜎蛢蝹蜨蝫螆䗗蟡蠁䗹衠衣𧙧裗裞䘵裺㒻𧢮𧥦䚾䛇誠諭變豕𧲨貫賁贛起𧼯𠠄跋趼跰𠣞軔輸\
    𨗒𨗭邔郱鄑𨜮鄛鈸鋗鋘鉼鏹鐕𨯺開䦕閷𨵷䧦雃嶲霣𩅅𩈚䩮䩶韠𩐊䪲𩒖頋頋頩𩖶飢䬳餩馧駂駾䯎𩬰鬒鱀鳽䳎䳭鵧\
    𪃎䳸𪄅𪈎𪊑麻䵖黹黾鼅鼏鼖鼻𪘀
    """.unicodeScalars)
}
